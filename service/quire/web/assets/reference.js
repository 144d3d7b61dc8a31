"use strict";

// What stands in a field is sent: examples would narrow every trial, a page forbid a cursor.
function withEmptyFields(contract) {
  for (const { get } of Object.values(contract.paths)) {
    for (const { name, required, schema } of get.parameters) {
      if (!required) delete schema.example;
      if (name === "page") delete schema.default;
    }
  }
  return contract;
}

function show(contract) {
  SwaggerUIBundle({
    spec: withEmptyFields(contract),
    dom_id: "#reference",
    deepLinking: true,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    defaultModelRendering: "example",
    filter: true,
    syntaxHighlight: { theme: "idea" },
    validatorUrl: null,
  });
}

// Trials go where the contract came from: below the same prefix, whatever a proxy has before it.
function below(address, contract) {
  contract.servers = [{ url: new URL("..", address).href.replace(/\/$/, "") }];
  return contract;
}

fetch("openapi/v1.json")
  .then((answer) => answer.json().then((contract) => below(answer.url, contract)))
  .then(show)
  .catch(() => {
    document.getElementById("reference").textContent =
      "The contract could not be loaded. Reload this page to try again.";
  });
