"""Why a sheet is printed in the frame and in no other projection."""

from __future__ import annotations

from typing import Final

import numpy as np

from geo.crs import Frame
from geo.errors import InputError

_FRAME_NAMES: Final = ("frame", "laea")
_WEB_MERCATOR: Final = ("3857", "900913", "3785", "102100", "102113", "webmercator", "googlemercator")
_DEGREES: Final = ("4490", "4326", "crs84", "4979", "4610", "4214", "4555")
_GAUSS_KRUGER: Final = (*map(str, range(4491, 4555)), "gk", "gausskruger", "gausskrüger", "高斯", "高斯克吕格")


def require_frame(crs: str | None, frame: Frame) -> None:
    """Accept the frame itself ("frame", "laea" or None), refuse all else.

    Raises:
        InputError: another projection, with the reason why a sheet is not printed in it.
    """
    if crs is None:
        return
    key = "".join(c for c in crs.lower().removeprefix("epsg:") if c.isalnum())
    if key in _FRAME_NAMES:
        return
    raise InputError(*_reason(key, crs, frame), where=crs[:40])


def _reason(key: str, crs: str, frame: Frame) -> tuple[str, str]:
    lat = f"{frame.lat_0:g}°"
    only_zh, only_en = "请去掉 crs，按等积投影打印", "leave crs out: sheets are printed in the equal-area frame"
    if key in _WEB_MERCATOR:
        stretch = 1 / np.cos(np.radians(frame.lat_0))
        longer, larger = f"{(stretch - 1) * 100:.0f} %", f"{(stretch**2 - 1) * 100:.0f} %"
        return (
            f"网络墨卡托没有统一的比例尺：在北纬 {lat} 长度被放大 {longer}，面积被放大 {larger}，"
            f"图上量得的数不可用；{only_zh}",
            f"Web Mercator has no scale: at {lat}N it draws lengths {longer} and areas {larger} too large, so that "
            f"nothing measured on it holds; {only_en}",
        )
    if key in _GAUSS_KRUGER:
        return (
            "高斯-克吕格投影按分带投影，同一幅图上各处面积与椭球面积最多相差 0.04 %（一个示范区约 20 公顷），"
            f"与图上所列面积不符；{only_zh}",
            "Gauss-Krüger is a projection by zones whose areas are up to 0.04 % off the ellipsoidal ones (20 hectares "
            f"in such a zone as this), so that the map would contradict its own table; {only_en}",
        )
    if key in _DEGREES:
        return (
            f"经纬度不是投影：在北纬 {lat} 东西方向一度比南北方向一度短得多，没有比例尺可言；{only_zh}",
            f"degrees are no projection: at {lat}N one of longitude is much shorter than one of latitude, and there is "
            f"no scale; {only_en}",
        )
    return f"不支持按 {crs[:40]} 打印；{only_zh}", f"sheets are not printed in {crs[:40]}; {only_en}"
