"""The benchmark: its arithmetic, its result, and one small run of everything."""

from __future__ import annotations

import itertools
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import psutil
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app import benchplot, cli
from app.protocol import ErrorCode, Sampling, Turn, UserError
from app.services import bench, bench_peer, bench_talk
from app.services.bench import Plan, in_turns
from app.services.bench_peer import Client, Peer
from app.services.bench_result import BARE, ENGINE, PEER, Figures, Speed, summary
from app.services.bench_talk import Answer, Talk, p99, quantile, ratio
from app.services.bench_text import story, words_for
from app.services.bench_urgency import Waits
from tests.fakes.llama_server import TIMINGS, WORDS, Server

ROOT = Path(__file__).parents[2]
KEYS = {
    "model",
    "decode_tokens_per_second",
    "bare_decode_tokens_per_second",
    "decode_ratio",
    "prompt_tokens_per_second",
    "bare_prompt_tokens_per_second",
    "prompt_ratio",
    "first_token_cold_seconds",
    "first_token_next_turn_seconds",
    "next_turn_ratio",
    "first_token_switched_seconds",
    "switch_ratio",
    "first_token_restarted_seconds",
    "restart_ratio",
    "restarted_evaluated_tokens",
    "conversation_tokens",
    "engine_memory_bytes",
    "stop_p50_ms",
    "stop_p99_ms",
    "stop_samples",
    "stop_generating_ms",
    "stop_prompt_ms",
    "completion_alone_ms",
    "completion_during_chat_ms",
    "completion_wait_ms",
    "completion_during_prompt_ms",
    "completion_prompt_wait_ms",
    "memory_beyond_weights_bytes",
}
TURNS = [Turn("user", "Tell a story.")]
SAMPLING = Sampling(temperature=1.0, top_k=7, seed=3, max_tokens=5)


@pytest.fixture
def server() -> Iterator[Server]:
    """A fake llama-server in this process."""
    found = Server()
    thread = threading.Thread(target=found.serve_forever, args=(0.01,))
    thread.start()
    yield found
    found.shutdown()
    thread.join()
    found.server_close()


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A fake llama-server as a program."""
    path = tmp_path / "llama 服务器"
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    code += "from tests.fakes.llama_server import main\nsys.exit(main(sys.argv[1:]))\n"
    path.write_text(f"#!{sys.executable}\n{code}", encoding="utf-8")
    path.chmod(0o755)
    return path


def figures(*, peer: bool) -> Figures:
    def a_talk(seconds: float) -> Talk:
        times = [seconds, 2 * seconds, 3 * seconds]
        tenth, fifth = [t / 10 for t in times], [t / 5 for t in times]
        return Talk(1024, times, tenth, fifth, seconds, 9, 0.5, peak=180)

    names = [BARE, ENGINE, PEER] if peer else [BARE, ENGINE]
    return Figures(
        speeds={
            name: [Speed(100.0 * scale, 10.0 * scale) for scale in (1, 2, 9)]
            if name == ENGINE
            else [Speed(100.0, 10.0)] * 3
            for name in names
        },
        talks={
            name: [a_talk(1.0), a_talk(4.0 if name == PEER else 2.0), a_talk(3.0)]
            for name in names[1:]
        },
        memory=dict.fromkeys(names[1:], 150),
        waits=Waits([0.1, 0.2, 0.3], [0.11, 0.23, 0.31], [0.1, 0.2, 0.4], [0.2, 0.2, 0.2]),
        stops_generating=[0.001] * 60,
        stops_reading=[0.002] * 58 + [0.010, 0.050],
    )


ABOUT = {"model": "m", "model_bytes": 100, "threads": 2, "context": 8192, "engine_memory_bytes": 1}


def test_quantiles() -> None:
    assert quantile([3.0], 0.99) == 3
    assert quantile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.5
    assert quantile([float(n) for n in range(101)], 0.99) == 99
    assert p99([1.0, 5.0, 2.0]) == 5, "too few: the worst"
    assert p99([0.0] * 99 + [1.0]) < 1, "enough: one of 100 may be worse"


def test_a_ratio_is_the_median_of_ratios() -> None:
    assert ratio([(1, 2), (9, 9), (30, 3)]) == 1
    assert ratio([(1, 0)]) > 0


def test_everybody_comes_first_once() -> None:
    orders = [in_turns(["a", "b", "c"], number) for number in range(3)]
    assert {order[0] for order in orders} == {"a", "b", "c"}
    assert all(sorted(order) == ["a", "b", "c"] for order in orders)


def test_prompts_have_the_tokens_that_were_asked_for() -> None:
    def count(turns: Sequence[Turn]) -> int:
        return 31 + len(turns[0].text.split()) + len(turns[0].text) // 50  # some words are two

    assert count(story(7, words_for(1000, count))) == 1000
    assert words_for(5, lambda _turns: 40) == 1, "no more than can be"
    texts = [story(number, 40)[0].text for number in (1, 2, 12345)]
    assert len({len(text) for text in texts}) == 1
    assert all(one[:12] != other[:12] for one, other in itertools.pairwise(texts))


def test_the_result_has_all_keys_and_medians() -> None:
    result = summary(ABOUT, figures(peer=False))
    assert set(result) >= KEYS
    assert not [key for key in result if "peer" in key]
    assert (result["decode_ratio"], result["prompt_ratio"]) == (2, 2)
    assert (result["next_turn_ratio"], result["switch_ratio"]) == (0.1, 0.2)
    assert result["restart_ratio"] == 0.5, "of the median cold time of its round"
    assert result["completion_wait_ms"] == 10, "the median of differences"
    assert result["completion_prompt_wait_ms"] == 0
    assert (result["stop_samples"], result["stop_p50_ms"]) == (120, 1.5)
    assert 2 < result["stop_p99_ms"] < 50, "120 samples: a quantile"
    assert result["stop_prompt_p99_ms"] == 50, "60 samples: the worst"
    assert result["memory_beyond_weights_bytes"] == 50
    assert result["memory_beyond_weights_kept_bytes"] == 80


def test_a_peer_stands_beside() -> None:
    result = summary(ABOUT, figures(peer=True))
    alone = summary(ABOUT, figures(peer=False))
    assert alone.items() <= result.items()
    assert result["decode_vs_peer"] == 2
    assert result["first_token_cold_vs_peer"] == 1, "the median of 1, 1/2 and 1"
    assert result["peer_next_turn_ratio"] == 0.1
    assert {
        f"first_token_{what}_vs_peer" for what in ("next_turn", "switched", "restarted")
    } <= set(result)


def test_speeds_of_an_answer() -> None:
    answer = Answer("", 100, 80, 11, first_token_seconds=2.0, last_token_seconds=4.0)
    assert (answer.prompt_speed, answer.decode_speed) == (40, 5)
    assert Answer("", 1, 1, 1, 0.0, 0.0).decode_speed == 0


def test_the_client_reads_a_stream(server: Server) -> None:
    client = Client(server.server_address[1])
    assert client.healthy()
    answer = client.reply(TURNS, SAMPLING)
    assert answer.text == "".join(WORDS)
    assert answer.evaluated_tokens == TIMINGS["prompt_n"]
    assert answer.prompt_tokens == TIMINGS["prompt_n"] + TIMINGS["cache_n"]
    assert answer.generated_tokens == len(WORDS)
    assert 0 < answer.first_token_seconds < answer.last_token_seconds < 5
    ((path, asked),) = server.requests
    assert path == "/v1/chat/completions"
    assert asked["messages"] == [{"role": "user", "content": "Tell a story."}]
    assert (asked["cache_prompt"], asked["stream"], asked["ignore_eos"]) == (True, True, True)
    assert (asked["top_k"], asked["seed"], asked["max_tokens"]) == (7, 3, 5)


@pytest.mark.parametrize("answer", ["refuse", "empty"])
def test_a_server_that_does_not_reply_is_told(server: Server, answer: str) -> None:
    server.answer = answer
    with pytest.raises(UserError) as caught:
        Client(server.server_address[1]).reply(TURNS, SAMPLING)
    assert caught.value.code is ErrorCode.BAD_USE


def test_a_server_that_is_not_there() -> None:
    client = Client(1)
    assert not client.healthy()
    with pytest.raises(UserError):
        client.reply(TURNS, SAMPLING)


def test_a_peer_starts_restarts_and_ends(program: Path) -> None:
    with Peer(program, Path("模型.gguf"), context=8192, threads=3) as peer:
        first = psutil.Process(peer.pid)
        command = first.cmdline()
        assert command[command.index("-t") + 1] == "3"
        assert command[command.index("-np") + 1] == "1"
        assert "--no-webui" in command
        assert peer.reply(TURNS, SAMPLING).text == "".join(WORDS)
        assert peer.restart() > 0.1
        second = psutil.Process(peer.pid)
        assert not first.is_running()
        assert peer.reply(TURNS, SAMPLING).text == "".join(WORDS)
    assert not second.is_running()


def test_a_peer_that_cannot_load_says_why(program: Path) -> None:
    with pytest.raises(UserError) as caught, Peer(program, Path("broken"), context=1, threads=1):
        pass
    assert "no such architecture" in str(caught.value.params["reason"])


def test_a_stubborn_peer_is_killed(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_peer, "GRACE_SECONDS", 0.3)
    with Peer(program, Path("stubborn"), context=1, threads=1) as peer:
        process = psutil.Process(peer.pid)
    assert not process.is_running()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_peer_does_not_outlive_us(program: Path, number: signal.Signals) -> None:
    code = (
        "import sys, time; from pathlib import Path; from app.services.bench_peer import Peer\n"
        "with Peer(Path(sys.argv[1]), Path('m'), context=1, threads=1) as peer:\n"
        "    print(peer.pid, flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(program)], stdout=subprocess.PIPE, cwd=ROOT
    ) as ours:
        assert ours.stdout
        peer = psutil.Process(int(ours.stdout.readline()))
        ours.send_signal(number)
        assert ours.wait(10) == -number
    psutil.wait_procs([peer], timeout=5)
    assert not peer.is_running()


def test_too_long_conversations_are_refused(qapp: QApplication, starter: Path) -> None:
    with pytest.raises(UserError) as caught:
        bench.run(str(starter), lambda _line: None, Plan(tokens=8192))
    assert caught.value.code is ErrorCode.BAD_USE


def test_one_small_run_of_everything(
    qapp: QApplication,
    starter: Path,
    program: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bench_talk, "QUIET_SECONDS", 0.1)
    monkeypatch.setattr(bench, "PROMPT_TOKENS", 128)
    monkeypatch.setattr(bench, "REPLY_TOKENS", 48)
    monkeypatch.setattr(bench, "LONG", msgspec.structs.replace(bench.LONG, max_tokens=48))
    monkeypatch.setattr(bench, "INTERRUPTED_TOKENS", 1500)
    monkeypatch.setattr(bench, "COMPLETION_TOKENS", 60)
    said: list[str] = []
    plan = Plan(tokens=128, rounds=1, speeds=1, waits=1, stops=2, threads=1)
    result = bench.run(str(starter), said.append, plan, program)
    assert set(json.loads(json.dumps(result))) >= KEYS
    assert abs(result["conversation_tokens"] - 128) <= 2
    assert result["decode_ratio"] > 0.2, "noise apart, not far from the bare loop"
    assert 0 < result["next_turn_ratio"] < 1
    assert 0 < result["restarted_evaluated_tokens"] < 64, "the rest came from the disk"
    assert result["stop_samples"] == 4
    assert result["memory_beyond_weights_bytes"] > 1 << 20
    assert result["peer_decode_tokens_per_second"] > 0
    assert said
    picture = tmp_path / "图.png"
    benchplot.Plot(picture, display=True).save(result)
    assert QImage(str(picture)).size() == benchplot.SIZE


def colors(image: QImage) -> set[str]:
    points = itertools.product(range(0, image.width(), 4), range(0, image.height(), 4))
    return {image.pixelColor(x, y).name() for x, y in points}


@pytest.mark.parametrize("peer", [False, True])
def test_the_picture_shows_every_subject(qapp: QApplication, peer: bool) -> None:
    found = colors(benchplot.draw(summary(ABOUT, figures(peer=peer))))
    wanted = {name: color in found for name, color in benchplot.COLORS.items()}
    assert wanted == {"": True, "bare_": True, "peer_": peer}


def test_a_picture_that_cannot_be_written_is_told(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        benchplot.Plot(tmp_path / "none" / "a.png", display=True).save(
            summary(ABOUT, figures(peer=False))
        )
    assert caught.value.code is ErrorCode.FILE_UNWRITABLE


def test_a_wait_within_the_noise_is_none() -> None:
    result = summary(ABOUT, figures(peer=False)) | {"completion_prompt_wait_ms": -1.7}
    assert [figure for figure, _ in benchplot.tiles(result)][1:3] == ["10 ms", "0 ms"]


@pytest.mark.parametrize(
    ("value", "text"), [(0.0123, "12 ms"), (2.345, "2.35 s"), (12.0, "12.0 s")]
)
def test_times_are_readable(value: float, text: str) -> None:
    assert benchplot.seconds(value) == text


def test_the_command_passes_its_options(
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    program: Path,
    tmp_path: Path,
) -> None:
    asked: list[Any] = []

    def run(wanted: str | None, _say: bench.Say, plan: Plan, peer: Path | None) -> dict[str, Any]:
        asked.append((wanted, plan, peer))
        return summary(ABOUT, figures(peer=peer is not None))

    monkeypatch.setattr(bench, "run", run)
    assert cli.main(["bench"]) == cli.OK
    assert "stop_generating_ms" not in capsys.readouterr().out, "lists are for programs"
    plot = tmp_path / "a.png"
    options = [
        "--model",
        "m",
        "--tokens",
        "4096",
        "--rounds",
        "1",
        "--peer",
        str(program),
        "--plot",
        str(plot),
    ]
    assert cli.main(["bench", *options, "--json"]) == cli.OK
    assert json.loads(capsys.readouterr().out)["stop_samples"] == 120
    assert asked == [(None, Plan(), None), ("m", Plan(tokens=4096, rounds=1), program)]
    assert QImage(str(plot)).size() == benchplot.SIZE


@pytest.mark.parametrize(
    "arguments",
    [
        ["--tokens", "many"],
        ["--tokens", "-1"],
        ["--rounds", "0"],
        ["--peer", "no-such-program"],
        ["--plot", "/no/such/folder/a.png"],
        ["--window", "--memory"],
        ["--memory", "--tokens", "64"],
        ["--window", "--plot", "a.png"],
    ],
)
def test_bad_use_is_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(["bench", *arguments])
    assert caught.value.code == cli.BAD_USE
