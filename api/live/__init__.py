"""What happens to a layout, told to everybody who has it open, as it happens."""
