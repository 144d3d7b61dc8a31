"use strict";
SwaggerUIBundle({
  url: "/openapi/v1.json",
  dom_id: "#reference",
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  defaultModelRendering: "model",
  filter: true,
  syntaxHighlight: { theme: "idea" },
  validatorUrl: null,
});
