import RoostApps
import RoostModel
import RoostServer
import SystemPackage

extension Daemon {
  func variableOperations(_ supervisor: Supervisor) -> VariableOperations {
    VariableOperations(
      list: { (name) async throws(Problem) in try await supervisor.supervisor(of: name).variables() },
      change: { (name, change, progress) async throws(Problem) in
        try await supervisor.change(name, change, progress: progress)
      },
      history: { (name) async throws(Problem) in try await supervisor.supervisor(of: name).variableHistory() })
  }
}

extension SupabaseSettings {
  var supabase: Supabase {
    var supabase = Supabase()
    supabase.url = url
    supabase.anonKeyFile = anonKeyFile.map { FilePath($0) }
    supabase.serviceKeyFile = serviceKeyFile.map { FilePath($0) }
    supabase.databaseURLFile = databaseURLFile.map { FilePath($0) }
    return supabase
  }
}
