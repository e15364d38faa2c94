"""What is checked in a scheme once its form is right; one module a concern."""
