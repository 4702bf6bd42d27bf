"""From an idea to an outline: the topic, angles to choose from, and the outline as it is made."""
