import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// Apps that call each other, by the addresses that visitors use.
  @Suite struct LinkTests {
    /// Asks for the address it is told, or has.
    private static let asking = """
      const http = require('http')
      const ask = (url, host) => new Promise(done => {
        const headers = host ? { host } : {}
        http.get(url, { timeout: 20000, headers }, answer => {
          let text = ''
          answer.on('data', part => text += part)
          answer.on('end', () => done(answer.statusCode + ' ' + text))
        }).on('error', error => done(error.code))
      })
      """

    private static func front(_ settings: String = "") -> [String: String] {
      Projects.node(
        asking + """

          http.createServer(async (request, response) => {
            const query = new URL(request.url, 'http://x').searchParams
            response.end(await ask(query.get('url') || process.env.BACK || 'http://127.0.0.1:1/', query.get('host')))
          }).listen(process.env.PORT)
          """
      ).merging([
        "worker.js": asking
          + "\nask(process.env.BACK).then(answer => console.log('worker got ' + answer)); setInterval(() => {}, 1e6)",
        "release.js": asking + "\nask(process.env.BACK).then(answer => console.log('release got ' + answer))",
        "roost.yml": settings,
      ]) { $1 }
    }

    private static let back = Projects.node(
      """
      require('http').createServer((request, response) => {
        response.end(`back ${request.headers['x-forwarded-for']} ${request.headers.host.split(':')[0]}`)
      }).listen(process.env.PORT)
      """)
    private static let answer = "200 back front localhost"

    private func deploy(_ roost: RoostFixture, _ name: String, _ files: [String: String]) async throws -> CommandOutput {
      let deployed = try await roost.roost("deploy", roost.project(name, files), "--yes")
      #expect(deployed.status == 0, "\(deployed.output)\(deployed.errors)")
      return deployed
    }

    @Test func aFrontEndReachesItsBackEndAndNobodyElse() async throws {
      try await RoostFixture.with { roost in
        _ = try await deploy(roost, "back", Self.back)
        _ = try await deploy(roost, "other", Projects.hello("other"))
        #expect(try await roost.roost("app", "env", "set", "front", "BACK=${app.back.URL}").status == 0)
        let settings = "release: node release.js\nprocesses: {worker: node worker.js}\nnetwork: none\n"
        _ = try await deploy(roost, "front", Self.front(settings))
        #expect(try await roost.roost("app", "logs", "front", "--build").output.contains("release got \(Self.answer)"))
        #expect(try await roost.get("front").body == Self.answer)
        try await eventually("its worker reaches it") {
          try await roost.roost("app", "logs", "front", "--process", "worker").output.contains("worker got \(Self.answer)")
        }
        try await nothingElseIsThere(roost)
        try await whateverSleepsWakes(roost)
        try await daemonsComeAndGo(roost)
        // Only what the operator set leads there.
        #expect(try await roost.roost("app", "env", "set", "front", "BACK=http://localhost:\(roost.port)/app/back/").status == 0)
        #expect(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"].contains(try await roost.get("front").body))
      }
    }

    private func nothingElseIsThere(_ roost: RoostFixture) async throws {
      let gateway = "http://127.0.0.1:\(roost.port)"
      #expect(try await roost.get("front", "/?url=\(gateway)/&host=back.localhost").body == "200 back front back.localhost")
      for query in [
        "url=\(gateway)/&host=other.localhost", "url=\(gateway)/app/other/", "url=\(gateway)/",
        "url=\(gateway)/&host=front.localhost",
      ] {
        #expect(try await roost.get("front", "/?\(query)").body.hasPrefix("404 "), "\(query)")
      }
      #expect(try await roost.get("front", "/?url=\(gateway)/app/back/").body.hasPrefix("200 back"))
      // Who refers to nobody finds nobody, by whatever name.
      _ = try await deploy(roost, "lonely", Self.front())
      for host in ["127.0.0.1", "localhost", "back.localhost"] {
        let found = try await roost.get("lonely", "/?url=http://\(host):\(roost.port)/").body
        #expect(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"].contains(found), "\(host): \(found)")
      }
    }

    private func whateverSleepsWakes(_ roost: RoostFixture) async throws {
      for arguments in [["back"], ["back", "--stop"], ["front"], ["front", "--stop"]] {
        let asleep = try await roost.start(["app", "sleep"] + arguments).finish()
        #expect(asleep.status == 0, "\(asleep.errors)")
        #expect(try await roost.get("front").body == Self.answer, "\(arguments)")
      }
    }

    private func daemonsComeAndGo(_ roost: RoostFixture) async throws {
      let pid = try #require(try await roost.info("front").summary.pid)
      try await roost.killDaemon()
      try await roost.restartDaemon()
      #expect(try await roost.get("front").body == Self.answer)
      try await roost.stopDaemon()
      try await roost.restartDaemon()
      #expect(try await roost.get("front").body == Self.answer)
      #expect(try await roost.get("front", "/?url=http://localhost:\(roost.port)/app/other/").body.hasPrefix("404 "))
      #expect(try await roost.info("front").summary.pid == pid)
    }

    /// Of the daemon; and the links of environments, which a socket that is left open keeps.
    private func present(_ pid: Int32) throws -> (descriptors: Int, links: Set<String>) {
      let links = try FileManager.default.contentsOfDirectory(atPath: "/sys/class/net").filter { $0.hasPrefix("rst") }
      return (try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count, Set(links))
    }

    @Test(.enabled(if: geteuid() == 0)) func startsAndStopsLeaveNothingOpen() async throws {
      try await RoostFixture.with { roost in
        _ = try await deploy(roost, "back", Self.back)
        #expect(try await roost.roost("app", "env", "set", "front", "BACK=${app.back.URL}").status == 0)
        _ = try await deploy(roost, "front", Self.front())
        #expect(try await roost.get("front").body == Self.answer)
        let status = try await roost.roost("status", "--json").output
        let daemon = try #require(status.firstMatch(of: /"pid" : ([0-9]+)/).flatMap { Int32($0.1) })
        #expect(try await roost.roost("app", "stop", "front").status == 0)
        let (_, links) = try present(daemon)
        for _ in 0..<8 {
          #expect(try await roost.roost("app", "start", "front").status == 0)
          #expect(try await roost.get("front").body == Self.answer)
          #expect(try await roost.roost("app", "stop", "front").status == 0)
          // Those of apps of other tests, on their way out, may go as well.
          try await eventually("its network is gone") { try present(daemon).links.isSubset(of: links) }
        }
        let before = try present(daemon).descriptors
        for _ in 0..<8 {
          #expect(try await roost.roost("app", "start", "front").status == 0)
          #expect(try await roost.get("front").body == Self.answer)
          #expect(try await roost.roost("app", "stop", "front").status == 0)
        }
        // One that each start left open would be eight.
        try await eventually("as many are open as before") { try present(daemon).descriptors < before + 8 }
      }
    }

    @Test func whatAProjectSaysOpensNothing() async throws {
      try await RoostFixture.with { roost in
        _ = try await deploy(roost, "back", Self.back)
        let deployed = try await deploy(roost, "front", Self.front("env: {BACK: '${app.back.URL}'}\n"))
        let told = deployed.output + deployed.errors
        #expect(told.contains("BACK has the address of back, which is for visitors"), "\(told)")
        #expect(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"].contains(try await roost.get("front").body))
      }
    }
  }
}
