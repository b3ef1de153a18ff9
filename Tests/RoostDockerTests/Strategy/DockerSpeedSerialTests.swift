import RoostEnvironments
import RoostModel
import RoostTestSupport
import Testing

@testable import RoostDocker

/// What an environment costs beside the bare calls of the engine: create and start. Loose limits, and the quickest of
/// several rounds, as others use the machine too; what was measured is printed.
@Suite(.serialized) struct DockerSpeedSerialTests {
  private static let rounds = 9

  @Test func bootingCostsLittleMoreThanTheBareCallsAndStartingAProcessFarLess() async throws {
    try await DockerFixture.with { fixture in
      let first = try await fixture.booted(fixture.spec())
      let image = try #require(try await fixture.engine.engine.images(named: ImageManifest.repository).first).id
      var (bare, boot, spawn): ([Duration], [Duration], [Duration]) = ([], [], [])
      let clock = ContinuousClock()
      for _ in 0..<DockerSpeedSerialTests.rounds {
        let name = "roost-bare-\(UInt64.random(in: .min ... .max))"
        bare.append(try await clock.measure { try await start(name, image, fixture.engine.engine) })
        try await fixture.engine.engine.remove(name)
        let environment = try await fixture.strategy.prepare(fixture.spec())
        boot.append(try await clock.measure { try await environment.boot() })
        spawn.append(try await clock.measure { _ = try await first.run("echo first byte") })
        try await environment.destroy(grace: .zero)
      }
      print("docker: bare create and start \(least(bare)), boot \(least(boot)), process with output \(least(spawn))")
      #expect(least(boot) < least(bare) * 2)
      #expect(least(spawn) * 3 < least(bare))
      try await first.destroy(grace: .zero)
    }
  }

  private func start(_ name: String, _ image: String, _ engine: Engine) async throws {
    let request = ContainerRequest(
      image: image, hostname: "bare", entrypoint: ["/bin/sleep", "60"], labels: ["dev.roost.bare": "1"],
      host: ContainerHostSettings(networkMode: "none"))
    try await engine.start(try await engine.create(name, request))
  }

  private func least(_ durations: [Duration]) -> Duration { durations.sorted()[0] }
}
