"""Backups: the whole store in one file, proved before it is restored and after."""
