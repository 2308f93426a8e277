"""Reads {"env", "url"} a line, and says a line each what httpx would do with it: whom it dials, by which proxy, or where it dies."""
import json
import os
import socket
import ssl
import sys

import httpx

CONTEXT = ssl.create_default_context()
dialled = []


def dial(address, *_args, **_kwargs):
    dialled.append(address)
    raise OSError("nobody is dialled")


socket.create_connection = dial


def decide(url):
    try:
        client = httpx.Client(verify=CONTEXT)
    except Exception as error:
        return {"kind": "dies", "said": repr(error)[:200]}
    try:
        request = client.build_request("GET", url)
        pool = client._transport_for_url(request.url)._pool
        proxy = getattr(pool, "_proxy_url", None)
        client.send(request)
    except Exception as error:
        if not dialled:
            return {"kind": "dies", "said": repr(error)[:200]}
    host, port = dialled[0]
    if proxy is None:
        return {"kind": "direct", "host": host, "port": port}
    headers = [name.lower() for name, _ in getattr(pool, "_proxy_headers", [])]
    login = getattr(pool, "_proxy_auth", None) is not None or b"proxy-authorization" in headers
    return {"kind": "proxy", "host": host, "port": port, "scheme": proxy.scheme.decode(), "login": login}


for line in sys.stdin:
    case = json.loads(line)
    os.environ.clear()
    os.environ.update(case["env"])
    dialled.clear()
    print(json.dumps(decide(case["url"])))
