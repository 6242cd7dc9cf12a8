// An assistant as the official client makes one: lists the tools, calls those that it is told to, and prints what came.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [url, token, calls] = process.argv.slice(2);
const client = new Client({ name: "assistant", version: "1.0.0" });
const headers = token ? { Authorization: `Bearer ${token}` } : {};
await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
const { tools } = await client.listTools();
const results = [];
for (const [name, args] of JSON.parse(calls)) {
  const { content, isError } = await client.callTool({ name, arguments: args });
  results.push({ name, isError: isError === true, text: content.map((part) => part.text).join("\n") });
}
console.log(JSON.stringify({ tools, instructions: client.getInstructions(), results }));
await client.close();
