import Foundation
import RoostGateway
import RoostModel
import RoostTestSupport
import Testing

/// A real nginx in front, as docs/gateway.md shows it.
@Suite struct NginxInFrontTests {
  @Test func nginxIsBelievedAndItsClientsAreNot() async throws {
    let app = try TestApp.answering { request in
      ok(
        ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"].map { "\($0)=\(request.all($0).joined(separator: "+"))" }
          .joined(separator: ";"))
    }
    defer { app.stop() }
    try await withGateway({ $0.trustedProxies = [AddressRange("127.0.0.9")].compactMap { $0 } }) { (gateway, port) async throws in
      gateway.setRoute(try name("shop"), to: app.target())
      try await withNginx(inFrontOf: port) { nginx in
        let spoofed =
          "X-Forwarded-For: 10.1.1.1\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.test\r\nConnection: close, X-Forwarded-For\r\n"
        let answer = try await onThread {
          let reader = MessageReader(try RawSocket.connect(nginx, from: 0x7F00_0003))
          try reader.socket.send(get("/app/shop/", host: "shop.example", spoofed))
          return try reader.next(isResponse: true) ?? Message()
        }
        #expect(answer.text == "x-forwarded-for=127.0.0.3;x-forwarded-proto=http;x-forwarded-host=shop.example")
      }
    }
  }

  private func withNginx(inFrontOf port: Int, _ body: (Int) async throws -> Void) async throws {
    let directory = NSTemporaryDirectory() + "roost-nginx-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let own = try FreePort.find()
    let file = directory + "/nginx.conf"
    try configuration(listeningOn: own, inFrontOf: port, in: directory).write(toFile: file, atomically: true, encoding: .utf8)
    let nginx = try TestProcess("/usr/sbin/nginx", ["-p", directory, "-c", file, "-e", directory + "/error.log"])
    do {
      #expect(try await eventually { (try? RawSocket.connect(own)) != nil })
      try await body(own)
      nginx.signal(SIGTERM)
      _ = await nginx.finish()
    } catch {
      nginx.signal(SIGTERM)
      _ = await nginx.finish()
      throw error
    }
  }

  private func configuration(listeningOn own: Int, inFrontOf port: Int, in directory: String) -> String {
    let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(directory)/\($0);" }
    return """
      daemon off; master_process off; pid \(directory)/nginx.pid;
      events {}
      http {
        access_log off; proxy_bind 127.0.0.9;
        \(paths.joined(separator: " "))
        server { listen 127.0.0.1:\(own);
          location / {
            proxy_pass http://127.0.0.1:\(port);
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header X-Forwarded-Host $host;
          }
        }
      }
      """
  }
}
