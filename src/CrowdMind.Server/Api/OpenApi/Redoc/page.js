// Pictures from elsewhere, such as the credit's, are not asked for; the page's policy would refuse them, with a complaint.
const { prototype } = HTMLImageElement;
const { setAttribute } = prototype;
const isFromHere = (address) => address.startsWith('data:') || new URL(address, location.href).origin === location.origin;
prototype.setAttribute = function (name, value) {
  if (name !== 'src' || isFromHere(value)) {
    setAttribute.call(this, name, value);
  }
};
Object.defineProperty(prototype, 'src', {
  get() {
    return this.getAttribute('src');
  },
  set(address) {
    this.setAttribute('src', address);
  },
});

Redoc.init('/openapi.json', {
  expandResponses: 'all',
  hideLogo: true,
  theme: { typography: { fontFamily: 'system-ui, sans-serif', headings: { fontFamily: 'system-ui, sans-serif' } } },
}, document.getElementById('redoc-container'));
