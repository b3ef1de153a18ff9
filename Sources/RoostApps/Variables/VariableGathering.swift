import Logging
import RoostModel
import RoostStore

/// Gathers what an app gets from all who have a say in it.
struct VariableGathering: Sendable {
  let vault: VariableVault
  let supabase: Supabase
  let logger: Logger
  /// Where an app with such settings is found, the best place first.
  let urls: @Sendable (AppName, RouteSettings) -> [String]

  private var resolution: VariableResolution { VariableResolution(vault: vault, urls: urls) }

  /// Weakest first: this node's Supabase, `env` of roost.yml, what was set with `roost app env`.
  func given(to app: AppRecord, _ plan: Plan) async throws(Problem) -> GivenVariables {
    var given = GivenVariables()
    var secrets = try await vault.secrets(of: app.id)
    if plan.usesSupabase == true {
      for variable in try await supabase.variables() where plan.variables[variable.name] == nil {
        given.add(variable.name, variable.value, variable.scope)
        if variable.scope.reachesRuns { given.borrowed[variable.name] = variable.value }
        if variable.secret { secrets.append(variable.value) }
      }
    }
    for (name, value) in plan.variables where try VariableText(value, of: name).parts != [.text(value)] {
      given.add(name, try await resolution.projectValue(value, named: name), .both)
    }
    let (version, own) = try await vault.variables(of: app.id)
    for variable in own {
      let resolved = try await resolution.value(of: variable, in: app.name)
      let value = resolved.text
      given.add(variable.name.text, value, variable.scope)
      given.add(resolved.addresses, variable.scope)
      if value != variable.value, variable.scope.reachesRuns { given.borrowed[variable.name.text] = value }
      if variable.secret { secrets.append(value) }
    }
    given.version = version
    given.redactor = Redactor(secrets: secrets)
    return given
  }

  /// For a look at what the app wrote: knows what it has now and what is kept of what it had. A reference that leads nowhere
  /// today hides nothing and keeps nobody from looking.
  func redactor(of app: AppRecord) async throws(Problem) -> Redactor {
    var secrets = try await vault.secrets(of: app.id)
    for variable in try await vault.variables(of: app.id).variables where variable.secret {
      do throws(Problem) {
        secrets.append(try await resolution.value(of: variable, in: app.name).text)
      } catch {
        logger.debug("a reference leads nowhere", metadata: ["app.name": "\(app.name)", "problem": "\(error.message)"])
      }
    }
    do throws(Problem) {
      secrets += try await supabase.variables().filter(\.secret).map(\.value)
    } catch {
      logger.debug("Supabase's keys cannot be read", metadata: ["problem": "\(error.message)"])
    }
    return Redactor(secrets: secrets)
  }
}
