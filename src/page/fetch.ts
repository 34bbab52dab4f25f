/** A file that came with the page. @throws Error with what to do */
export async function fetchFile(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const advice = "look at the connection, and load the page again";
  const response = await fetch(`./${name}`).catch(() => undefined);
  if (!response) throw new Error(`${name}: cannot be loaded; ${advice}`);
  if (!response.ok) throw new Error(`${name}: cannot be loaded (${response.status}); ${advice}`);
  return new Uint8Array(await response.arrayBuffer());
}
