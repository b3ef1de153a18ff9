import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// From `gateway:` of roost.yml to what clients and apps see, without TLS and with it.
  @Suite struct RuleTests {
    /// Sends every message of a WebSocket back in capitals, and first says who it is for. Frames of less than 126 bytes.
    private static let app = Projects.node(
      """
      const http = require('http'), crypto = require('crypto')
      const frame = text => Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)])
      http.createServer((request, response) => {
        response.setHeader('X-Powered-By', 'node')
        response.end(JSON.stringify({url: request.url, headers: request.headers}))
      }).on('upgrade', (request, socket) => {
        const key = request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
        socket.write('HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: ' +
          crypto.createHash('sha1').update(key).digest('base64') + '\\r\\n\\r\\n')
        const h = request.headers
        socket.write(frame([request.url, h['x-forwarded-user'], h['x-forwarded-proto'], h['x-site'], h.authorization].join(' ')))
        socket.on('data', data => {
          if ((data[0] & 15) !== 1) return socket.end()
          const length = data[1] & 127, mask = data.subarray(2, 6)
          socket.write(frame(Buffer.from(data.subarray(6, 6 + length).map((byte, i) => byte ^ mask[i % 4])).toString().toUpperCase()))
        }).on('error', () => {})
      }).listen(process.env.PORT)
      """)

    private static func settings(_ hash: String) -> String {
      """
      gateway:
        allow: [127.0.0.0/8]
        auth: {users: {ann: \(hash)}}
        redirects: [{from: /old/*, to: "/new/:splat", status: 308}]
        rewrites: [{from: "/user/:id", to: "/profile?id=:id"}, {from: /live, to: /socket}]
        headers:
          request: {set: {X-Site: shop}}
          response: {set: {X-Frame-Options: DENY}, remove: [X-Powered-By]}

      """
    }

    /// A client of another make: Python's `websockets`. Prints what it is told, and `HTTP 401` for a refusal.
    private static let client = """
      import asyncio, ssl, sys, websockets
      async def main(url, authority, user):
          trust = ssl.create_default_context(cafile=authority) if url.startswith("wss") else None
          fields = {"Authorization": user} if user else {}
          try:
              async with websockets.connect(url, ssl=trust, extra_headers=fields, open_timeout=20) as socket:
                  print(await socket.recv())
                  await socket.send("hello")
                  print(await socket.recv())
          except websockets.exceptions.InvalidStatusCode as error:
              print("HTTP", error.status_code)
      asyncio.run(main(*sys.argv[1:]))
      """

    private static func deploy(_ secure: SecureRoost) async throws {
      let command = "printf 'secret\\n' | '\(RoostFixture.executable)' gateway password"
      let hash = try await TestProcess("/bin/sh", ["-c", command]).finish().output.trimmingCharacters(in: .newlines)
      let files = app.merging(["roost.yml": settings(hash)]) { $1 }
      let deployed = try await secure.roost.roost("deploy", secure.roost.project("shop", files), "--yes")
      #expect(deployed.status == 0, "\(deployed.errors)\(deployed.output)")
      try await secure.certify("shop")
    }

    /// The password of ann, as it is sent.
    private static let ann = "Basic " + Data("ann:secret".utf8).base64EncodedString()

    @Test func rulesHoldForWebSocketsWithTLSAndWithout() async throws {
      try await SecureRoost.with { secure in
        try await Self.deploy(secure)
        for (scheme, url) in [
          ("http", "ws://127.0.0.1:\(secure.roost.port)/app/shop/live"),
          ("https", "wss://localhost:\(secure.tlsPort)/app/shop/live"),
        ] {
          let python = { (user: String) in
            try await TestProcess("/usr/bin/python3", ["-c", Self.client, url, secure.authority, user]).finish()
          }
          let refused = try await python("")
          #expect(refused.output == "HTTP 401\n", "\(scheme): \(refused.errors)")
          let told = try await python(Self.ann)
          #expect(told.output == "/socket ann \(scheme) shop \nHELLO\n", "\(scheme): \(told.errors)")
        }
      }
    }

    @Test(arguments: ["--http1.1", "--http2"])
    func rulesHoldOverTLS(version: String) async throws {
      try await SecureRoost.with { secure in
        try await Self.deploy(secure)
        func ask(_ path: String, _ options: String...) async throws -> String {
          try await secure.curl([version, "-i", "-u", "ann:secret"] + options + [secure.url("shop", path)]).finish().output
            .lowercased()
        }
        let profile = try await ask("/user/7")
        #expect(profile.contains(#""url":"/profile?id=7""#) && profile.contains(#""x-site":"shop""#), "\(profile)")
        #expect(profile.contains(#""x-forwarded-proto":"https""#) && profile.contains(#""x-forwarded-user":"ann""#))
        #expect(profile.contains("x-frame-options: deny") && !profile.contains("x-powered-by"))
        let moved = try await ask("/old/a/b?c=d")
        #expect(moved.contains(" 308") && moved.contains("location: /new/a/b?c=d"), "\(moved)")
        let refused = try await ask("/", "-u", "ann:wrong")
        #expect(refused.contains(" 401") && refused.contains("www-authenticate: basic"), "\(refused)")
      }
    }
  }
}
