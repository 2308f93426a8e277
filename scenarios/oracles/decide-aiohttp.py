"""Reads {"env", "url"} a line, and says a line each what aiohttp with trust_env would do with it: whom it dials, by which proxy, or that it dies."""
import asyncio
import json
import logging
import os
import sys

import aiohttp

logging.disable(logging.CRITICAL)


class Connector(aiohttp.TCPConnector):
    dialled = None
    proxied = None

    async def _create_proxy_connection(self, req, *args, **kwargs):
        self.proxied = req
        return await super()._create_proxy_connection(req, *args, **kwargs)

    async def _resolve_host(self, host, port, *_args, **_kwargs):
        self.dialled = (host, port)
        raise OSError("nobody is dialled")


async def decide(session, connector, url):
    connector.dialled = connector.proxied = None
    said = ""
    try:
        await session.get(url, allow_redirects=False)
    except Exception as error:
        said = repr(error)[:200]
    if connector.dialled is None:
        return {"kind": "dies", "said": said}
    host, port = connector.dialled
    if connector.proxied is None:
        return {"kind": "direct", "host": host, "port": port}
    return {"kind": "proxy", "host": host, "port": port, "login": connector.proxied.proxy_auth is not None}


async def main():
    connector = Connector()
    async with aiohttp.ClientSession(trust_env=True, connector=connector) as session:
        for line in sys.stdin:
            case = json.loads(line)
            os.environ.clear()
            os.environ.update(case["env"])
            print(json.dumps(await decide(session, connector, case["url"])))


asyncio.run(main())
