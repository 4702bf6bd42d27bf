"""The hub process: everything that crosses the network. Only this package imports the client."""
