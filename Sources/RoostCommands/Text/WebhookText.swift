import RoostModel

/// A webhook as a person enters it at a forge.
struct WebhookText {
  let name: AppName
  let detail: WebhookDetail

  func text(_ style: TextStyle) -> String {
    var fields = FieldList()
    fields.add("GitHub, Gitea", detail.urls["github"])
    fields.add("GitLab", detail.urls["gitlab"])
    fields.add("Content type", "application/json")
    fields.add("Secret", detail.secret ?? "said once; another: roost app webhook \(name) --renew")
    fields.add("Repository", detail.repository)
    fields.add("Branch", detail.branch)
    return CleanText.clean(fields.text(style), colours: style.enabled)
  }
}
