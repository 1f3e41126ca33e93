// Shows the OpenAPI document that the page names, with forms to try it out.
const page = document.currentScript.dataset;

window.SwaggerUIBundle({
  url: page.openapi,
  dom_id: '#reference',
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  // The badge asks a service on the network whether the document is valid.
  validatorUrl: null,
});
