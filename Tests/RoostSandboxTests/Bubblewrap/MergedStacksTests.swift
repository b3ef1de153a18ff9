import Foundation
import Glibc
import Logging
import RoostAgentClient
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostSandbox

/// Roots are shared, and kept as long as somebody may want them.
struct MergedStacksTests {
  private struct Home {
    let environments: EnvironmentsDirectory
    let stacks: MergedStacks
    let layers: [String]

    init(_ scratch: FilePath) throws {
      environments = EnvironmentsDirectory(path: scratch.appending("environments"))
      var logger = Logger(label: "test")
      logger.logLevel = .critical
      stacks = MergedStacks(at: environments.path.appending("stacks"), logger: logger)
      layers = ["a", "b"].map { scratch.appending($0).string }
      for layer in layers { try DirectoryCreation.ensure(FilePath(layer).appending("usr/\(layer.suffix(1))")) }
    }

    func environment(_ layers: [String]) throws -> EnvironmentDirectory {
      try environments.create(EnvironmentSpec(layers: layers, user: 1000, network: .none))
    }
  }

  @Test func theSameStackIsMadeOnce() async throws {
    try await ScratchDirectory.with("stack") { scratch in
      let home = try Home(scratch)
      let (first, second) = (try home.environment(home.layers), try home.environment(home.layers))
      let root = try await home.stacks.claim(home.layers, .usual, for: first)
      #expect(try await home.stacks.claim(home.layers, .usual, for: second) == root)
      #expect(access(root.appending("usr/b").string, F_OK) == 0)
      var places = MountPlaces.usual
      places.add(directory: "/srv")
      #expect(try await home.stacks.claim(home.layers, places, for: second) != root)
      #expect(try await home.stacks.claim(home.layers.reversed(), .usual, for: second) != root)
    }
  }

  @Test func itGoesWithItsLayersAndItsLastUser() async throws {
    try await ScratchDirectory.with("stack") { scratch in
      let home = try Home(scratch)
      let environment = try home.environment(home.layers)
      let root = try await home.stacks.claim(home.layers, .usual, for: environment)
      try await DirectoryRemoval.remove(FilePath(home.layers[1]))
      await home.stacks.collect()
      #expect(access(root.string, F_OK) == 0)
      try await DirectoryRemoval.remove(environment.path)
      await home.stacks.collect()
      #expect(access(root.string, F_OK) != 0)
    }
  }

  @Test func itWaitsForTheNextOne() async throws {
    try await ScratchDirectory.with("stack") { scratch in
      let home = try Home(scratch)
      let environment = try home.environment(home.layers)
      let root = try await home.stacks.claim(home.layers, .usual, for: environment)
      try await DirectoryRemoval.remove(environment.path)
      await home.stacks.collect()
      #expect(access(root.string, F_OK) == 0)
    }
  }

  @Test func anotherLayerAtTheSamePathIsAnotherStack() async throws {
    try await ScratchDirectory.with("stack") { scratch in
      let home = try Home(scratch)
      let root = try await home.stacks.claim(home.layers, .usual, for: try home.environment(home.layers))
      try await DirectoryRemoval.remove(FilePath(home.layers[1]))
      try DirectoryCreation.ensure(FilePath(home.layers[1]).appending("usr/new"))
      let second = try await home.stacks.claim(home.layers, .usual, for: try home.environment(home.layers))
      #expect(second != root && access(second.appending("usr/new").string, F_OK) == 0)
    }
  }

  /// Somebody was killed while merging.
  @Test func aDraftIsNeverTakenForAStack() async throws {
    try await ScratchDirectory.with("stack") { scratch in
      let home = try Home(scratch)
      let draft = home.environments.path.appending("stacks/draft/root")
      try DirectoryCreation.ensure(draft.appending("half"))
      let root = try await home.stacks.claim(home.layers, .usual, for: try home.environment(home.layers))
      #expect(access(root.appending("half").string, F_OK) != 0 && access(draft.string, F_OK) != 0)
    }
  }

  @Test func aLayerThatIsBeingDeletedIsNotMerged() async throws {
    try await ScratchDirectory.with("stack") { scratch in
      let home = try Home(scratch)
      let layer = scratch.appending("store/one")
      try DirectoryCreation.ensure(layer.appending("fs"))
      try TestFile.write("{}", to: layer.appending("layer.json"))
      let record = open(layer.appending("layer.json").string, O_RDONLY)
      defer { close(record) }
      #expect(flock(record, LOCK_EX | LOCK_NB) == 0)
      let layers = [layer.appending("fs").string]
      let environment = try home.environment(layers)
      await #expect { _ = try await home.stacks.claim(layers, .usual, for: environment) } throws: {
        ($0 as? Problem)?.message.contains("is being deleted") == true
      }
    }
  }
}
