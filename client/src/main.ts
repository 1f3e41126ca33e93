import './page.css';
import './viewer/VisiomaticViewer';
