import RoostKeeper
import RoostModel
import RoostServer

extension Keeper {
  /// What the API offers of named environments.
  nonisolated var operations: EnvironmentOperations {
    EnvironmentOperations(
      list: { () async throws(Problem) in await self.list() },
      create: { (creation, progress) async throws(Problem) in try await self.create(creation, progress) },
      detail: { (name) async throws(Problem) in try await self.detail(name) },
      pause: { (name) async throws(Problem) in
        try await self.told(name) { () async throws(Problem) in try await self.pause(name) }
      },
      resume: { (name) async throws(Problem) in
        try await self.told(name) { () async throws(Problem) in try await self.resume(name) }
      },
      destroy: { (name) async throws(Problem) in
        try await self.told(name) { () async throws(Problem) in try await self.destroy(name) }
      },
      spawn: { (name, request) async throws(Problem) in
        try await self.told(name) { () async throws(Problem) in try await self.spawn(request, in: name) }
      },
      output: { (name, number, offset, follows) async throws(Problem) in
        try await self.told(name) { () async throws(Problem) in
          try await self.output(of: number, in: name, from: offset, follows: follows)
        }
      },
      input: { (name, number, input) async throws(Problem) in
        try await self.told(name) { () async throws(Problem) in try await self.input(input, to: number, in: name) }
      },
      files: files,
      snapshot: { (name, request) async throws(Problem) in
        try await self.told(name) { () async throws(Problem) in try await self.snapshot(of: name, as: request.name) }
      },
      snapshots: { () async throws(Problem) in try await self.snapshots() },
      removeSnapshot: { (name) async throws(Problem) in try await self.removeSnapshot(name) },
      events: { (name, after, follows) async throws(Problem) in self.events(of: name, after: after, follows: follows) },
      timings: { () async throws(Problem) in await self.timings() })
  }

  private nonisolated var files: EnvironmentFileOperations {
    EnvironmentFileOperations(
      put: { (name, transfer, progress) async throws(Problem) in
        try await self.told(name) { () async throws(Problem) in try await self.put(transfer, into: name, progress) }
      },
      get: { (name, transfer, progress) async throws(Problem) in
        try await self.told(name) { () async throws(Problem) in try await self.get(transfer, from: name, progress) }
      },
      list: { (name, path) async throws(Problem) in
        try await self.told(name) { () async throws(Problem) in try await self.listFiles(path, in: name) }
      },
      read: { (name, path, offset, limit) async throws(Problem) in
        try await self.told(name) { () async throws(Problem) in
          try await self.readFile(path, in: name, from: offset, limit: limit)
        }
      },
      watch: { (name, path) async throws(Problem) in
        try await self.told(name) { () async throws(Problem) in try await self.watchFiles(path, in: name) }
      },
      remove: { (name, path, recursive) async throws(Problem) in
        try await self.told(name) { () async throws(Problem) in try await self.removeFile(path, in: name, recursive: recursive) }
      })
  }

  /// What goes wrong, in terms of the environment it goes wrong in.
  private nonisolated func told<Result>(
    _ name: EnvironmentName, _ body: () async throws(Problem) -> Result
  ) async throws(Problem) -> Result {
    do throws(Problem) { return try await body() } catch { throw error.told(of: name) }
  }
}
