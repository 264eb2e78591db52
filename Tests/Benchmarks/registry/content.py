"""What the registries are filled with: over HTTP where it is measured, straight on the disk where it is only needed."""
import hashlib
import http.client
import json
import os
import random

MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json"


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def manifest(config, layers, pad=0):
    document = {
        "schemaVersion": 2, "mediaType": MANIFEST_TYPE,
        "config": {
            "mediaType": "application/vnd.docker.container.image.v1+json", "size": len(config),
            "digest": digest(config)},
        "layers": [
            {"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "size": len(layer),
             "digest": digest(layer)} for layer in layers],
    }
    if pad:
        document["annotations"] = {"pad": "x" * max(0, pad - len(json.dumps(document)) - 30)}
    return json.dumps(document).encode()


def call(port, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request(method, path, body=body, headers=headers or {})
    reply = connection.getresponse()
    data = reply.read()
    connection.close()
    if reply.status >= 300:
        raise SystemExit(f"{method} {path}: {reply.status} {data[:300]!r}")
    return reply, data


def upload_path(port, name):
    """Begins an upload; the path to PUT to, ready for `digest=`."""
    location = call(port, "POST", f"/v2/{name}/blobs/uploads/", headers={"Content-Length": "0"})[0].getheader("Location")
    if location.startswith("http"):
        location = "/" + location.split("/", 3)[3]
    return location + ("&" if "?" in location else "?")


def push_blob(port, name, data):
    call(port, "PUT", f"{upload_path(port, name)}digest={digest(data)}", data,
         {"Content-Type": "application/octet-stream"})


def push_image(port, name, tag, pad=2048):
    """Pushes an image whose manifest has about `pad` bytes."""
    config, layer = b"{}", b"layer of " + name.encode()
    push_blob(port, name, config)
    push_blob(port, name, layer)
    call(port, "PUT", f"/v2/{name}/manifests/{tag}", manifest(config, [layer], pad), {"Content-Type": MANIFEST_TYPE})


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def lay_out(root, repositories, tags):
    """Writes images in distribution's layout: one content, many names."""
    base = f"{root}/docker/registry/v2"
    config, layer = b"{}", b"layer"
    document = manifest(config, [layer])
    for data in (config, layer, document):
        hexadecimal = digest(data)[7:]
        write(f"{base}/blobs/sha256/{hexadecimal[:2]}/{hexadecimal}/data", data)
    link = digest(document)
    for name in repositories:
        top = f"{base}/repositories/{name}"
        for data in (config, layer):
            write(f"{top}/_layers/sha256/{digest(data)[7:]}/link", digest(data).encode())
        write(f"{top}/_manifests/revisions/sha256/{link[7:]}/link", link.encode())
        for tag in tags:
            write(f"{top}/_manifests/tags/{tag}/current/link", link.encode())
            write(f"{top}/_manifests/tags/{tag}/index/sha256/{link[7:]}/link", link.encode())


def big_file(path, size, seed):
    with open(path, "wb") as file:
        generator = random.Random(seed)
        for _ in range(size >> 20):
            file.write(generator.randbytes(1 << 20))
    with open(path, "rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()


def small_images(path, count):
    """Prepares `count` images of two layers and a configuration of 1 KB each, for the pusher."""
    generator = random.Random(4)
    with open(path, "wb") as file:
        for number in range(count):
            blobs = [generator.randbytes(1024) for _ in range(3)]
            document = manifest(blobs[0], blobs[1:])
            parts = [f"image small/r{number:04d}\n".encode()]
            for blob in blobs:
                parts += [f"blob {digest(blob)} {len(blob)}\n".encode(), blob]
            parts += [f"manifest v1 {len(document)}\n".encode(), document]
            image = b"".join(parts)
            file.write(f"{len(image)} ".encode() + image)
