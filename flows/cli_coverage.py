"""The command for whoever chooses whom to listen to next: coverage."""
