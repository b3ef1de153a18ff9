import Foundation
import InstallerFixture
import RoostInstaller
import RoostModel
import RoostSystem
import SystemPackage
import Testing

/// `kill -9` at every moment of the journal: afterwards the store is as it was before or as it is after, and works.
@Suite(.serialized) struct FaultInjectionSerialTests {
  private struct States {
    var before: [String]
    var after: [String]
  }

  private func copy(_ home: FilePath, to target: FilePath) async throws {
    try await ExternalCommand("cp", ["-a", home.string, target.string]).succeed()
  }

  /// What a scenario leads to when nobody disturbs it.
  private func after(_ scenario: CrashScenario, from prepared: FilePath, in scratch: FilePath, index: String) async throws
    -> [String]
  {
    let home = scratch.appending("reference")
    try await copy(prepared, to: home)
    try await CrashProbe(home: home, index: index, scenario: scenario).run()
    return try StoreListing.of(home, exactly: false)
  }

  @Test(
    .timeLimit(.minutes(5)),
    arguments: [CrashScenario.installOne, .installMany, .remove, .undoRemoval, .undoInstallation, .collect, .installBundle])
  func killedAtEveryMoment(_ scenario: CrashScenario) async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel(padding: 100_000)).serve()
    defer { server.stop() }
    let index = server.base + "/simple"
    try await withScratch { scratch in
      let prepared = scratch.appending("prepared")
      let installer = try CrashInstaller.make(home: prepared, index: index)
      try await installer.open()
      try await scenario.prepare(installer)
      let after = try await after(scenario, from: prepared, in: scratch, index: index)
      var moment = 0
      while true {
        moment += 1
        let home = scratch.appending("home-\(moment)")
        try await copy(prepared, to: home)
        let before = try StoreListing.of(home, exactly: true)
        let lines = try await CrashProbe(home: home, index: index, scenario: scenario, number: moment).run()
        try await checkRepaired(home, index: index, moment: moment, states: States(before: before, after: after))
        try await DirectoryRemoval.remove(home)
        if lines.last == "ended" { break }
      }
      // begin, at least one step, and the end: each before and after it is written.
      #expect(moment > 6)
    }
  }

  private func checkRepaired(_ home: FilePath, index: String, moment: Int, states: States) async throws {
    let installer = try CrashInstaller.make(home: home, index: index)
    try await installer.open()
    let report = try await installer.repair(apps: .none, progress: { _ in })
    #expect(report.remaining.isEmpty, "moment \(moment): \(report.remaining)")
    #expect(report.verified.allSatisfy { $0.problem == nil })
    let now = try StoreListing.of(home, exactly: true)
    if now != states.before {
      #expect(try StoreListing.of(home, exactly: false) == states.after, "moment \(moment): \(report.actions)")
    }
    let left = try await installer.history().filter { $0.state == .running || $0.state == .interrupted }
    #expect(left.isEmpty, "moment \(moment): \(left)")
    guard moment.isMultiple(of: 4) else { return }
    // A second repair has nothing to do, and everything can be done anew.
    #expect(try await installer.repair(apps: .none, progress: { _ in }).actions.isEmpty)
    _ = try await installer.install(InstallRequest(specifiers: ["left", "right"]), apps: .none, progress: { _ in })
    try await installer.store.expectClean(layers: 3)
  }

  @Test(.timeLimit(.minutes(3))) func twoProcessesShareWhatBothNeed() async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel(padding: 100_000)).serve()
    defer { server.stop() }
    let index = server.base + "/simple"
    try await withScratch { home in
      async let left = CrashProbe(home: home, index: index, scenario: .installLeft).run()
      async let right = CrashProbe(home: home, index: index, scenario: .installRight).run()
      #expect(try await [left.last, right.last] == ["ended", "ended"])
      let installer = try CrashInstaller.make(home: home, index: index)
      try await installer.open()
      let report = try await installer.repair(apps: .none, progress: { _ in })
      #expect(report.actions.isEmpty && report.verified.count == 3)
      #expect(report.verified.allSatisfy { $0.problem == nil })
    }
  }

  /// One of two is killed while the other one counts on what it has published: that stays.
  @Test(.timeLimit(.minutes(4)), arguments: [2, 4, 6, 7, 8, 9, 10])
  func theOtherOfTwoIsKilled(_ moment: Int) async throws {
    let server = try TinyIndex(wheel: TinyIndex.wheel(padding: 100_000)).serve()
    defer { server.stop() }
    let index = server.base + "/simple"
    try await withScratch { home in
      async let killed = CrashProbe(home: home, index: index, scenario: .installLeft, number: moment).run()
      async let other = CrashProbe(home: home, index: index, scenario: .installRight).run()
      _ = try await killed
      #expect(try await other.last == "ended")
      let installer = try CrashInstaller.make(home: home, index: index)
      try await installer.open()
      let report = try await installer.repair(apps: .none, progress: { _ in })
      #expect(report.remaining.isEmpty && report.verified.allSatisfy { $0.problem == nil }, "\(report)")
      let names = try await installer.store.scan().layers.map(\.runtime.text)
      #expect(names.contains("right") && names.contains("tiny"))
      let counted = try await installer.history().contains { $0.request.hasPrefix("left") && $0.state == .done }
      #expect(names.contains("left") == counted)
    }
  }
}
