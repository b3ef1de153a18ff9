# A proxy that speaks TLS to its clients and passes bytes on: tls-proxy.py PORT CERTIFICATE KEY TARGET_PORT
import asyncio, ssl, sys

port, certificate, key, target = sys.argv[1:]


async def copy(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except (ConnectionError, ssl.SSLError):
        pass
    finally:
        writer.close()


async def serve(reader, writer):
    inner, outer = await asyncio.open_connection("127.0.0.1", int(target))
    await asyncio.gather(copy(reader, outer), copy(inner, writer))


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = await asyncio.start_server(serve, "127.0.0.1", int(port), ssl=context)
    await server.serve_forever()


asyncio.run(main())
