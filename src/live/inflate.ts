/** The text that was compressed (zlib) and written as base64 into an element of the page. @throws when there is none or it is damaged */
export async function inflated(document: Document, id: string): Promise<string> {
  const text = document.getElementById(id)?.textContent ?? '';
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))).text();
}
