"""The JSON documents of the commands: decimals are strings, keys are those of the published form."""
