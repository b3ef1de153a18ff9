import RoostEnvironments
import RoostModel
import Testing

/// Which strategy is chosen, and what is said about the others.
@Suite struct StrategySelectionTests {
  private func registry(dockerIsUsable: Bool = true) -> StrategyRegistry {
    StrategyRegistry([
      FixedStrategy(.process, .none, [.input]), FixedStrategy(.sandbox, .namespaces, [.input, .pause]),
      FixedStrategy(.docker, isUsable: dockerIsUsable, .container, [.input, .images]),
      FixedStrategy(.ssh, .virtualMachine, [.input, .pause, .images]),
      FixedStrategy(.machine, .virtualMachine, [.input, .pause]),
    ])
  }

  private func wish(_ target: StrategyTarget, _ fallback: [StrategyTarget] = [], weaken: Bool = false) -> StrategyWish {
    StrategyWish(.named(target), fallback: fallback, mayWeaken: weaken)
  }

  private func wish(_ abilities: Set<StrategyAbility>, _ isolation: IsolationLevel = .none) -> StrategyWish {
    StrategyWish(.smallest(with: abilities, isolation: isolation))
  }

  private let docker = StrategyTarget(.docker)

  @Test func theNamedOneIsTaken() async throws {
    let found = try await registry().select(wish(docker, [.sandbox]))
    #expect(found.target == docker && found.rejected.isEmpty)
  }

  @Test func theSmallestThatCanIsTaken() async throws {
    let smallest = try await registry().select(wish([]))
    #expect(smallest.target.kind == .process && smallest.warning?.contains("isolates nothing") == true)
    let pausing = try await registry().select(wish([.pause]))
    #expect(pausing.target.kind == .sandbox && pausing.warning == nil)
    #expect(try await registry().select(wish([.images])).target.kind == .docker)
    let strong = try await registry().select(wish([.pause], .container))
    #expect(strong.target.kind == .machine)
    #expect(strong.rejected.map(\.target.kind) == [.process, .sandbox, .docker])
  }

  @Test func aFallbackMustIsolateAsMuch() async throws {
    let registry = registry(dockerIsUsable: false)
    let problem = await #expect(throws: Problem.self) { try await registry.select(wish(docker, [.sandbox])) }
    #expect(problem?.code == .strategyUnavailable)
    #expect(problem?.message.contains("start it") == true)
    #expect(problem?.cause?.contains("isolates less (namespaces) than what was asked for (container)") == true)
    let stronger = try await registry.select(wish(docker, [.sandbox, StrategyTarget(.machine)]))
    #expect(stronger.target.kind == .machine && stronger.rejected.map(\.target) == [docker, .sandbox])
  }

  @Test func aWeakerFallbackHasToBeAllowed() async throws {
    let found = try await registry(dockerIsUsable: false).select(wish(docker, [.sandbox], weaken: true))
    #expect(found.target == .sandbox && found.rejected.map(\.target) == [docker])
  }

  @Test func anUnknownStrategyIsRefused() async throws {
    let problem = await #expect(throws: Problem.self) {
      try await registry().select(wish(StrategyTarget(StrategyKind(rawValue: "cloud"))))
    }
    #expect(problem?.hint.contains("process, sandbox, docker, ssh, vm") == true)
  }

  @Test func nothingThatCanIsAProblemWithAllReasons() async throws {
    let problem = await #expect(throws: Problem.self) { try await registry().select(wish([.watch])) }
    #expect(problem?.cause?.split(separator: "\n").count == 3)
  }

  @Test func aRouterAsksTheOneThatKnows() async throws {
    let id = EnvironmentID()
    var docker = FixedStrategy(.docker)
    docker.ids = [id]
    let router = StrategyRouter(StrategyRegistry([FixedStrategy(.sandbox), docker]))
    let problem = await #expect(throws: Problem.self) { try await router.reattach(id) }
    #expect(problem?.message == "docker was asked")
    #expect(try await router.reattach(EnvironmentID()) == nil)
    #expect(try await router.known() == [id])
  }
}
