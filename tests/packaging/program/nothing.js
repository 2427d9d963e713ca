// A program without the package, to compare sizes with.
console.log("hello");
