"""What people enter, checked the same for the page's form and for the call's body."""
