import Testing

@testable import RoostSandbox

/// Which setting forbids user namespaces.
struct NamespaceSettingsTests {
  @Test(arguments: [
    (NamespaceSettings(maximum: "96365", unprivileged: "", restricted: ""), String?.none),
    (NamespaceSettings(maximum: "96365", unprivileged: "1", restricted: "0"), nil),
    (NamespaceSettings(maximum: "0", unprivileged: "1", restricted: "0"), "user.max_user_namespaces is 0"),
    (NamespaceSettings(maximum: "5", unprivileged: "0", restricted: ""), "kernel.unprivileged_userns_clone is 0"),
    (
      NamespaceSettings(maximum: "5", unprivileged: "1", restricted: "1"),
      "kernel.apparmor_restrict_unprivileged_userns is 1"
    ), (NamespaceSettings(maximum: "", unprivileged: "", restricted: ""), "this kernel has no user namespaces"),
  ])
  func theSettingIsNamed(_ settings: NamespaceSettings, _ refusal: String?) { #expect(settings.refusal == refusal) }
}
