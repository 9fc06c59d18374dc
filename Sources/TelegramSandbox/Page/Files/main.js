// Where the page begins.
