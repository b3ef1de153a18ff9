import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// Streams of server-sent events that break off while things happen, and go on where they were.
  @Suite("streams that break off") struct StreamResumeTests {
    private static let app = [
      "package.json": #"{"name": "thing", "private": true, "scripts": {"start": "node server.js"}}"#,
      "roost.yml": "gateway: {access-log: true}\n",
      "server.js": """
      require('http').createServer((q, r) => { console.log('asked for ' + q.url); r.end('ok') }).listen(process.env.PORT)
      """,
    ]
    private static let streams = [
      "events", "apps/thing/logs?lines=true", "apps/thing/access-log", "apps/thing/metrics/stream",
    ]

    private struct Place {
      let roost: RoostFixture

      func start(_ stream: String, follows: Bool, after id: String? = nil) throws -> TestProcess {
        var words = ["curl", "-sN", "--unix-socket", roost.home + "/roost.sock", "-H", "Accept: text/event-stream"]
        if let id { words += ["-H", "Last-Event-ID: \(id)"] }
        words.append("http://roost/api/v1/\(stream)\(stream.contains("?") ? "&" : "?")follow=\(follows)")
        return try TestProcess("/usr/bin/env", words, variables: ["no_proxy": "*"])
      }

      func whole(_ stream: String) async throws -> [String] {
        StreamResumeTests.ids(try await start(stream, follows: false).finish().output)
      }

      /// Something for each of them, but for metrics, which come by themselves.
      func happen(_ word: String) async throws {
        for number in 1...3 { _ = try await roost.get("thing", "/\(word)-\(number)") }
        #expect(try await roost.roost("app", "stop", "other").status == 0)
        #expect(try await roost.roost("app", "start", "other").status == 0)
      }
    }

    /// Of events that came whole.
    private static func ids(_ text: String) -> [String] {
      text.components(separatedBy: "\n\n").dropLast().compactMap { event in
        event.split(separator: "\n").first { $0.hasPrefix("id: ") }.map { String($0.dropFirst(4)) }
      }
    }

    @Test func whoComesBackMissesNothingAndGetsNothingTwice() async throws {
      try await RoostFixture.with { roost in
        let place = Place(roost: roost)
        #expect(try await roost.roost("deploy", roost.project("other", ["index.html": "x"])).status == 0)
        #expect(try await roost.roost("deploy", roost.project("thing", Self.app), "--yes").status == 0)
        let first = try Self.streams.map { try place.start($0, follows: true) }
        try await place.happen("first")
        for (stream, process) in zip(Self.streams, first) {
          try await eventually(within: .seconds(40), "\(stream) tells something") { Self.ids(process.outputSoFar).count > 1 }
        }
        var seen: [[String]] = []
        for process in first {
          process.signal(SIGKILL)
          seen.append(Self.ids(await process.finish().output))
        }
        // Nobody listens.
        try await place.happen("second")
        let second = try zip(Self.streams, seen).map { try place.start($0, follows: true, after: $1.last) }
        try await place.happen("third")
        for (index, stream) in Self.streams.enumerated() {
          var (got, whole): ([String], [String]) = ([], [])
          try await eventually(within: .seconds(40), "\(stream) tells all") {
            let rest = Self.ids(second[index].outputSoFar)
            (got, whole) = (seen[index] + rest, try await place.whole(stream))
            return !rest.isEmpty && got.count >= whole.count
          }
          #expect(got == whole, "\(stream)")
          second[index].signal(SIGKILL)
          _ = await second[index].finish()
        }
      }
    }

    /// What a finished deployment said is read again from each of its lines.
    @Test func whatADeploymentSaidGoesOnBehindEachLine() async throws {
      try await RoostFixture.with { roost in
        let place = Place(roost: roost)
        #expect(try await roost.roost("deploy", roost.project("built", ["index.html": "x"])).status == 0)
        let stream = "apps/built/logs?build=true"
        let whole = try await place.whole(stream)
        #expect(whole.count > 3 && Set(whole).count == whole.count, "\(whole)")
        for (index, id) in whole.enumerated() where index % 3 == 0 {
          let rest = try await place.start(stream, follows: false, after: id).finish().output
          #expect(Self.ids(rest) == Array(whole[(index + 1)...]), "after \(id)")
        }
      }
    }

    @Test func metricsAreFollowedOnTheCommandLine() async throws {
      try await RoostFixture.with { roost in
        #expect(try await roost.roost("deploy", roost.project("thing", Self.app), "--yes").status == 0)
        let follower = try roost.start(["app", "metrics", "thing", "-f", "--json"])
        for number in 1...3 { _ = try await roost.get("thing", "/\(number)") }
        func points() throws -> [MetricsPoint] {
          try follower.outputSoFar.split(separator: "\n").map { try JSONDecoder().decode(MetricsPoint.self, from: Data($0.utf8)) }
        }
        try await eventually(within: .seconds(40), "the visits are in a step") {
          try points().reduce(0) { $0 + $1.successful } == 3
        }
        #expect(try await roost.roost("app", "remove", "thing", "--yes").status == 0)
        // It ends with its app.
        #expect(await follower.finish().status == 0)
        #expect(try await roost.roost("app", "metrics", "nothing", "-f").status == ProblemCode.appNotFound.exitStatus)
      }
    }
  }
}
