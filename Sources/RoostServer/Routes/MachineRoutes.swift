import Hummingbird
import RoostModel

/// What this machine can do: `/api/v1/profiles`, `/capabilities`, `/project-checks` and `/tool-caches`.
struct MachineRoutes: Sendable {
  let operations: RuntimeOperations

  func add(to router: APIRoutes) {
    let operations = operations
    router.answer(get: "profiles", .nodeRead, with: operations.profiles)
    router.answer(.put, "profiles/chosen", .runtimesManage) { (choice: ProfileChoice) async throws(Problem) in
      try await operations.chooseProfile(choice.name)
    }
    router.answer(get: "strategies", .nodeRead, with: operations.strategies)
    router.answer(get: "capabilities", .nodeRead, with: operations.capabilities)
    router.answer(.post, "project-checks", .nodeAdmin) { (wanted: DirectoryPath) async throws(Problem) in
      try await operations.check(wanted.directory)
    }
    router.answer(.post, "tool-caches", .nodeAdmin) { (wanted: DirectoryPath) async throws(Problem) in
      try await operations.linkToolCache(wanted.directory)
    }
  }
}
