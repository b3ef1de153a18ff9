import RoostModel
import SystemPackage
import Testing

@testable import RoostDocker

/// What the strategy says about a machine.
@Suite(.serialized) struct DockerProbeSerialTests {
  @Test func anEngineThatAnswersIsUsable() async throws {
    try await DockerFixture.with { fixture in
      let report = await fixture.strategy.probe()
      #expect(report.isUsable, "\(report)")
      #expect(report.isolation == .container)
      for ability in [StrategyAbility.dial, .seal, .pause, .limitMemory, .portEvents, .images] {
        #expect(report.abilities.contains(ability), "\(ability)")
      }
      #expect(!report.abilities.contains(.limitDisk))
      #expect(!report.abilities.contains(.allowedNetwork))
    }
  }

  @Test(arguments: [(true, "systemctl start docker"), (false, "apt-get install docker.io")])
  func theRemedyIsTheCommandThatIsMissing(isInstalled: Bool, command: String) {
    let problem = EngineProblem.missing("/run/docker.sock", isInstalled: isInstalled)
    #expect(problem.hint.contains(command), "\(problem)")
  }

  @Test func withoutAnEngineTheRemedyIsSaid() async throws {
    let strategy = DockerFixture.newStrategy("/nonexistent", "/nonexistent/engine.sock")
    let report = await strategy.probe()
    #expect(!report.isUsable)
    let hint = EngineProblem.missing("/nonexistent/engine.sock").hint
    #expect(report.shortcomings.contains { $0.contains(hint) }, "\(report.shortcomings)")
    let problem = await #expect(throws: Problem.self) {
      try await strategy.prepare(EnvironmentSpec(strategy: .docker, layers: ["/"], user: 200_777))
    }
    #expect(problem?.code == .strategyUnavailable)
  }
}
