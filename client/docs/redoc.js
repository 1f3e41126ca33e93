// Shows the OpenAPI document that the page names, for reading.
const page = document.currentScript.dataset;

window.Redoc.init(
  page.openapi,
  {
    // The page's own fonts: nothing is loaded from elsewhere.
    theme: { typography: { fontFamily: 'system-ui, sans-serif', headings: { fontFamily: 'system-ui, sans-serif' } } },
    nativeScrollbars: true,
  },
  document.getElementById('reference'),
);
