"""The documents' child: reads and writes whole documents. Only here may lxml and polib load."""
