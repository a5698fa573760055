// What libraries of the time before ES5 do to every page that an LMS shows: tests put it before ours, and the preview does (fault 11).
Array.prototype.each = Array.prototype.contains = function () { return null; };
String.prototype.trim = function () { return this.replace(/^\s+|\s+$/g, ""); };
window.$ = window.jQuery = () => { throw new Error("this is not what you think"); };
document.addEventListener("DOMContentLoaded", () => {
  const style = document.createElement("style");
  style.textContent = "h1, p, button, a { all: revert }";
  if (location.pathname.endsWith("/index.html")) document.head.append(style);
});
