import { createServer, type Server } from "node:http";

/** A web server of this machine alone, for what a browser or `tf.loadLayersModel` loads; by path. */
export async function serve(files: ReadonlyMap<string, string | Uint8Array>): Promise<{ server: Server; url: string }> {
  const server = createServer(({ url = "" }, response) => {
    const content = files.get(url);
    const type = url.endsWith(".js")
      ? "text/javascript"
      : url.endsWith(".html")
        ? "text/html"
        : "application/octet-stream";
    response.writeHead(content === undefined ? 404 : 200, {
      "content-type": url.endsWith(".json") ? "application/json" : type,
    });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { server, url: `http://127.0.0.1:${address.port}` };
}
