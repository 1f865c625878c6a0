"""The pages, a module each: parse, call, answer."""
