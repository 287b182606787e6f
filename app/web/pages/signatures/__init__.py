"""Records put to be signed: read whole, signed, refused, printed; and a signer's receipt."""
