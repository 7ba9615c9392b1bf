"""From a file and the decisions about it to a layout: drafted, matched with what is stored, its changes shown."""
