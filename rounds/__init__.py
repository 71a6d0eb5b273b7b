"""What a listening round is made of: its settings, interviews, headlines, letters and stores."""
