"""What several formats need: texts, markup, archives, XML."""
