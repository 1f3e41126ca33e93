// Opens the OME-Zarr group named on the command line with zarrita and prints every level of it as
// one JSON document. Numbers that JSON lacks are printed as texts.
import FileSystemStore from "@zarrita/storage/fs";
import * as zarr from "zarrita";

const root = zarr.root(new FileSystemStore(process.argv[2]));
const group = await zarr.open.v3(root, { kind: "group" });
const levels = [];
for (const { path, coordinateTransformations } of group.attrs.ome.multiscales[0].datasets) {
  const array = await zarr.open.v3(group.resolve(path), { kind: "array" });
  const { data, shape } = await zarr.get(array);
  levels.push({
    path,
    shape,
    type: array.dtype,
    attributes: array.attrs,
    transformations: coordinateTransformations,
    pixels: Array.from(data, (value) => (Number.isFinite(value) ? value : String(value))),
  });
}
process.stdout.write(JSON.stringify({ version: group.attrs.ome.version, levels }));
