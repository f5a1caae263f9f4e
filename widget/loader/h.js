// Element making without HTML text, so that pages under Trusted Types need no policy for us.

/** A new element with attributes and children (elements or text). */
export const h = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  Object.keys(attributes).map(name => element.setAttribute(name, attributes[name]));
  element.append(...children);
  return element;
};
