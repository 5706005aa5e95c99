// In a page of a former edition: the way to the present one leads to the same place on the page and the same choice in a list.
const present = document.querySelector('a[rel="latest-version"]');
const follow = () => {
  present.search = location.search;
  present.hash = location.hash;
};
addEventListener("hashchange", follow);
follow();
