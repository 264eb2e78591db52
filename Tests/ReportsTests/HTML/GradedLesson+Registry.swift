import Basics
import Reports

extension GradedLesson {
  /// A lesson of nine steps worth fourteen points, of which one check is the instructor's own.
  static let registry = GradedLesson(
    id: "image-registry", title: Phrase(en: "Image registries", ja: "イメージレジストリ"),
    digest: "sha256:4f1d8ce05a7b92e1a6c3d0f9b8e7a6958473625140f1e2d3c4b5a69788796a5b",
    overlay: "sha256:90ab12cd34ef567890ab12cd34ef567890ab12cd34ef567890ab12cd34ef5678", points: 14,
    due: 1_795_640_000_000,
    steps: [
      step(
        1, "start-registry", 2, "Start a container from the image registry:2.7.1 in the background.",
        "イメージ registry:2.7.1 から、バックグラウンドで動くコンテナを1つ起動してください。",
        checks: [
          GradedCheck(
            id: "running", points: 1, isHidden: false,
            expected: Phrase(
              en: "A container from registry:2.7.1 is running, with port 5000 published to 5000/tcp.",
              ja: "registry:2.7.1 のコンテナが動いていて、5000番ポートが 5000/tcp に公開されている。")),
          GradedCheck(
            id: "answers", points: 0.5, isHidden: false,
            expected: Phrase(
              en: "http://localhost:5000/v2/ answers with 200.", ja: "http://localhost:5000/v2/ が 200 を返す。")),
          GradedCheck(
            id: "no-others", points: 0.5, isHidden: true,
            expected: Phrase(en: "No other container is running.", ja: "ほかのコンテナが動いていない。")),
        ]),
      step(2, "list-images", 1, "List the images on the host.", "ホストOSにあるイメージを一覧表示してください。"),
      step(
        3, "tag-image", 2,
        "Pick any image of the list and give it the additional name lab-01:5000/testimage:v1.",
        "一覧から好きなイメージを1つ選び、lab-01:5000/testimage:v1 という名前も付けてください。"),
      step(
        4, "see-tag", 1, "List the images again and find the line with the new name.",
        "もう一度イメージを一覧表示し、新しい名前の行を探してください。"),
      step(5, "push-image", 3, "Send the image to your registry.", "イメージをレジストリへ送ってください。"),
      step(
        6, "ask-catalog", 1, "Ask the registry over HTTP what it holds.",
        "レジストリに何が入っているか、ホストOSからHTTPで尋ねてみます。",
        check: "asked"),
      step(
        7, "pull-image", 2, "On the other machine, pull the image from your registry.",
        "別マシンで、レジストリからイメージを取り出してください。"),
      step(
        8, "see-pulled", 1, "Still on the other machine, list its images.", "そのまま別マシンでイメージを一覧表示してください。"),
      step(
        9, "remove-all", 1, "Back on the host, remove all of its containers, running or not.",
        "ホストOSに戻り、コンテナをすべて削除してください。"),
    ])

  private static func step(
    _ number: Int, _ id: String, _ points: Double, _ en: String, _ ja: String, check: String = "done",
    checks: [GradedCheck]? = nil
  ) -> GradedStep {
    let title = Phrase(en: en, ja: ja)
    let one = GradedCheck(
      id: check, points: points, isHidden: false,
      expected: Phrase(en: "What step \(number) asks for has been done.", ja: "手順\(number)の内容が行われている。"))
    return GradedStep(id: id, number: number, title: title, points: points, checks: checks ?? [one])
  }
}
