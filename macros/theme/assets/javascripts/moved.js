// A page in the place of one that is gone leads to the page that took its place: to the anchor in the address, if the
// list of what stood here knows where that is now. The page loads nothing else.
"use strict";

{
  const anchor = decodeURIComponent(location.hash.slice(1));
  const known = anchor ? document.getElementById(anchor)?.querySelector("a") : null;
  const successor = document.querySelector("a");
  if (known) location.replace(known.href);
  else if (successor) location.replace(successor.href + location.hash);
}
