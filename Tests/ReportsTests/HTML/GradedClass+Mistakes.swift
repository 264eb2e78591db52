import Basics

/// A way in which a step goes wrong.
struct Mistake {
  let step: String
  let id: String
  let command: String
  let output: String
  let exit: Int
  let found: Phrase
  let because: Phrase
  let advice: Phrase

  static let all = [
    Mistake(
      step: "start-registry", id: "not-published", command: "docker run -d registry:2.7.1",
      output: "9c1d3b0f6a52e7c48d19ab60f3e25d7c", exit: 0,
      found: Phrase(
        en: "A container from registry:2.7.1 is running, but publishes no port.",
        ja: "registry:2.7.1 のコンテナは動いていますが、ポートが公開されていません。"),
      because: Phrase(
        en: "The registry listens on 5000 inside its container, but no port of this machine leads there.",
        ja: "レジストリはコンテナの中で5000番を待ち受けていますが、このマシンのどのポートもそこへ届いていません。"),
      advice: Phrase(
        en: "A port cannot be published later: remove this container and start it again with the port.",
        ja: "ポートはあとから公開できません。このコンテナを削除し、ポートを指定して起動し直してください。")),
    Mistake(
      step: "start-registry", id: "foreground", command: "docker run -p 5000:5000 registry:2.7.1",
      output: "time=\"2026-11-20T10:00:01Z\" level=info msg=\"listening on [::]:5000\"\n^C", exit: 130,
      found: Phrase(en: "The container has ended with 130.", ja: "コンテナは終了コード130で止まっています。"),
      because: Phrase(
        en:
          "The registry ran in the foreground: it held your terminal, and it ended when you interrupted it.",
        ja: "レジストリは端末を占有する形で動き、中断したときに一緒に終わりました。"),
      advice: Phrase(
        en:
          "Look up the option that gives you the prompt back while the container goes on; remove the stopped one.",
        ja: "コンテナを動かしたままプロンプトに戻るオプションを調べてください。止まったコンテナは削除します。")),
    Mistake(
      step: "tag-image", id: "named-localhost",
      command: "docker tag nginx:1.19.2 localhost:5000/testimage:v1",
      output: "", exit: 0,
      found: Phrase(
        en: "No image has the name lab-01:5000/testimage:v1; there is localhost:5000/testimage:v1.",
        ja: "lab-01:5000/testimage:v1 という名前のイメージはありません。localhost:5000/testimage:v1 はあります。"),
      because: Phrase(
        en: "The name begins with localhost, and each machine means itself by that; step 7 would fail.",
        ja: "名前が localhost で始まっています。localhost はどのマシンでも自分自身を指すので、別マシンで行う手順7で失敗します。"),
      advice: Phrase(
        en: "Use this machine's own name, which the other machine knows too: `hostname` prints it.",
        ja: "別マシンからも通じる、このマシンの名前を使ってください。名前は `hostname` で分かります。")),
    Mistake(
      step: "tag-image", id: "tag-left-out", command: "docker tag nginx:1.19.2 lab-01:5000/testimage",
      output: "", exit: 0,
      found: Phrase(
        en: "No image has the name lab-01:5000/testimage:v1.",
        ja: "lab-01:5000/testimage:v1 という名前のイメージはありません。"),
      because: Phrase(
        en: "Where no tag is written, Docker writes `latest`.", ja: "タグを書かなかったので、Docker が `latest` を付けました。"),
      advice: Phrase(
        en: "Give the name once more, with the tag that the step asks for.",
        ja: "手順が求めるタグを付けて、もう一度名前を付けてください。")),
    Mistake(
      step: "push-image", id: "https-demanded", command: "docker push lab-01:5001/testimage:v1",
      output:
        "The push refers to repository [lab-01:5001/testimage]\nGet \"https://lab-01:5001/v2/\": http: server gave HTTP response to HTTPS client",
      exit: 1,
      found: Phrase(
        en: "The registry at localhost:5000 holds no testimage:v1.",
        ja: "localhost:5000 のレジストリに testimage:v1 がありません。"),
      because: Phrase(
        en:
          "Docker insists on HTTPS for a registry that is not called localhost, unless its HOST:PORT is listed as insecure.",
        ja: "localhost 以外のレジストリには、「ホスト名:ポート」が例外として登録されていないかぎり、Docker は HTTPS を求めます。"),
      advice: Phrase(
        en: "Compare HOST:PORT with the name from step 3, character by character.",
        ja: "「ホスト名:ポート」を、手順3で付けた名前と1文字ずつ見比べてください。")),
    Mistake(
      step: "ask-catalog", id: "catalog-empty", command: "curl localhost:5000/v2/_catalog",
      output: "{\"repositories\":[]}", exit: 0,
      found: Phrase(en: "The answer names no testimage.", ja: "返事に testimage が含まれていません。"),
      because: Phrase(
        en: "An empty list means that this registry holds nothing: what you sent went to another one.",
        ja: "空の一覧は、このレジストリに何も入っていないという意味です。送り先が別でした。"),
      advice: Phrase(
        en: "Send the image once more and read the last line of what the push prints.",
        ja: "もう一度イメージを送り、表示の最後の行を確かめてください。")),
    Mistake(
      step: "remove-all", id: "still-running", command: "docker rm $(docker ps -aq)",
      output: "Error response from daemon: cannot remove container \"/registry\": container is running",
      exit: 1,
      found: Phrase(en: "One container is left, and it is running.", ja: "コンテナが1つ残っていて、動いています。"),
      because: Phrase(
        en: "A running container is not removed unless that is asked for.",
        ja: "動いているコンテナは、そう指定しないかぎり削除されません。"),
      advice: Phrase(
        en: "Stop it first, or look up the option that removes running ones too.",
        ja: "先に止めるか、動いているものも削除するオプションを調べてください。")),
  ]
}

extension GradedClass {
  static let solutions = [
    "start-registry": "docker run -d -p 5000:5000 registry:2.7.1", "list-images": "docker images",
    "tag-image": "docker tag nginx:1.19.2 lab-01:5000/testimage:v1", "see-tag": "docker images",
    "push-image": "docker push lab-01:5000/testimage:v1", "ask-catalog": "curl localhost:5000/v2/_catalog",
    "pull-image": "docker pull lab-01:5000/testimage:v1", "see-pulled": "docker images",
    "remove-all": "docker rm -f $(docker ps -aq)",
  ]

  static let outputs = [
    "start-registry": "9c1d3b0f6a52e7c48d19ab60f3e25d7c",
    "list-images": """
    REPOSITORY   TAG      IMAGE ID       CREATED       SIZE
    nginx        1.19.2   7e4d58f0e5f3   6 years ago   133MB
    registry     2.7.1    2d4f4b5309b1   6 years ago   26.2MB
    """,
    "see-tag": """
    REPOSITORY               TAG      IMAGE ID       CREATED       SIZE
    nginx                    1.19.2   7e4d58f0e5f3   6 years ago   133MB
    lab-01:5000/testimage    v1       7e4d58f0e5f3   6 years ago   133MB
    registry                 2.7.1    2d4f4b5309b1   6 years ago   26.2MB
    """,
    "push-image": """
    The push refers to repository [lab-01:5000/testimage]
    908cf8238301: Pushed
    eabfa4cd2d12: Pushed
    v1: digest: sha256:794275d96b4ab96eeb954728a7bf11156570e8372ecd5ed0cbc7280313a27d19 size: 1362
    """,
    "ask-catalog": "{\"repositories\":[\"testimage\"]}",
    "pull-image": "v1: Pulling from testimage\nStatus: Downloaded newer image for lab-01:5000/testimage:v1",
    "see-pulled":
      "REPOSITORY               TAG   IMAGE ID       CREATED       SIZE\nlab-01:5000/testimage    v1    7e4d58f0e5f3   6 years ago   133MB",
    "remove-all": "9c1d3b0f6a52",
  ]
}
