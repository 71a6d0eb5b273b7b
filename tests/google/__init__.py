"""A local Google for tests: Forms, Sheets, Drive and Gmail over real HTTP, and the fixtures that start it."""
